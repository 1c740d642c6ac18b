// minlint: purpose=counselling

const mongoose = require('mongoose');
const { Schema } = mongoose;
const ObjectId = Schema.Types.ObjectId;

const addressSchema = new Schema({
  street: { type: String, required: [true, 'a street is needed'] },
  city: String,
}, { _id: false });

/** Somebody who asks for help. */
const clientSchema = new mongoose.Schema({
  name: { first: { type: String, required: true, maxlength: [80, 'too long'] }, last: String },
  email: { type: String, unique: true, lowercase: true, required: true }, // minlint: allow X101 until 2030-01-31 because asked for
  born: Date,
  seen: { type: Date, default: Date.now, required: true },
  // größer 𝄞
  height: { type: Schema.Types.Decimal128, required: () => this.adult },
  sex: { type: String, enum: ['f', 'm', 'd'] },
  standing: { type: String, enum: { values: ['open', 'closed'], message: 'no' }, default: 'open' },
  counsellor: { type: ObjectId, ref: 'Counsellor', required: 'a counsellor is needed' },
  friends: [{ type: mongoose.ObjectId, ref: 'Client' }],
  languages: [String],
  tags: { type: [String], enum: ['new', 'old'], index: true },
  home: addressSchema,
  former: [addressSchema],
  visits: [{ at: { type: Date, required: true }, notes: [{ text: String }] }],
  scores: { type: Map, of: Number },
  contacts: { type: Map, of: new Schema({ phone: String }) },
  photo: Buffer,
  'e-card': { type: 'string' },
  extra: {},
  kind: { type: { type: String }, level: Number },
  anything: [],
  settings: { type: Schema.Types.Mixed },
  place: { type: { lat: Number, lon: Number }, required: true },
}, { timestamps: true, collection: 'people' });

clientSchema.add({ phone: { type: String, alias: 'tel' } });
clientSchema.virtual('initials').get(function () { return this.name.first[0]; });

module.exports = mongoose.model('Client', clientSchema);

// minlint: purpose=counselling,billing
module.exports.Payer = module.exports.discriminator('Payer', new Schema({ iban: { type: String, required: true } }));
