// minlint: purpose=donations

'use strict';

const KINDS = ['card', 'cash'];
const stamped = { createdBy: { type: 'varchar(20)', allowNull: true } };

/** Somebody who gives. */
module.exports = (sequelize, DataTypes) => {
  const Donor = sequelize.define('Donor', {
    id: { type: DataTypes.INTEGER.UNSIGNED, primaryKey: true, autoIncrement: true },
    givenName: { type: DataTypes.STRING(80), allowNull: false, field: 'vorname' },
    surname: DataTypes.STRING,
    email: {
      type: DataTypes.STRING(320), // minlint: allow X101 until 2030-01-31 because receipts go there
      allowNull: false,
      unique: true,
      validate: { isEmail: true },
    },
    born: { type: DataTypes.DATEONLY, comment: 'für Größe 𝄞' },
    seen: { type: DataTypes.DATE, defaultValue: DataTypes.NOW, allowNull: false },
    // how they pay
    pays: { type: DataTypes.ENUM, values: KINDS, allowNull: false, defaultValue: 'card' },
    sex: DataTypes.ENUM('f', 'm', 'd'),
    title: { type: DataTypes.STRING, validate: { isIn: [['Dr', 'Prof']] } },
    tags: { type: DataTypes.ARRAY(DataTypes.STRING(20)) },
    answers: DataTypes.JSONB,
    income: { type: DataTypes.DECIMAL(10, 2), get() { return null; } },
    groupId: { type: DataTypes.UUID, references: { model: 'groups', key: 'id' } },
    invitedBy: DataTypes.INTEGER,
    fullName: {
      type: DataTypes.VIRTUAL,
      get() { return `${this.givenName} ${this.surname}`; },
    },
    notes: { type: DataTypes.TEXT('tiny') },
    ...stamped,
  }, { tableName: 'spender', comment: 'kept for ten years', paranoid: true });

  Donor.associate = (models) => {
    Donor.belongsTo(models.Donor, { as: 'inviter', foreignKey: 'invitedBy' });
    Donor.hasMany(models.Gift);
  };
  return Donor;
};
