// minlint: purpose=newsletter

const { DataTypes, Model } = require('sequelize');

class Subscriber extends Model {
  static COLUMNS = {
    id: { type: DataTypes.UUID, primaryKey: true },
    // where the letter goes
    email: { type: new DataTypes.STRING(320), allowNull: false }, // minlint: allow X101 until 2030-01-31 because asked for
  };

  static initialize(sequelize) {
    return this.init({
      ...this.COLUMNS,
      nickname: { type: DataTypes.STRING(40) },
    }, { sequelize, tableName: 'subscribers' });
  }
}

class Reader extends Model {}
Reader.COLUMNS = { mood: DataTypes.STRING };
Reader.init(Reader.COLUMNS, { modelName: 'Reader' });

module.exports = { Subscriber, Reader };
