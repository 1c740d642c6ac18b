const { Schema, model } = require('mongoose');

const guest = new Schema({
  name: { type: String, required: true },
  e mail: { type: String },
  phone: String,
});

module.exports = model('Guest', guest);
