const { DataTypes } = require('sequelize');

module.exports = (sequelize) => sequelize.define('Guest', {
  name: { type: DataTypes.STRING, allowNull: false },
  e mail: { type: DataTypes.STRING },
  phone: DataTypes.STRING,
});
