const { EntitySchema } = require('typeorm');

// minlint: purpose=access-control
module.exports = new EntitySchema({
  name: 'Visit',
  tableName: 'door_log',
  columns: {
    id: { primary: true, type: 'int', generated: true },
    at: { type: 'timestamp', createDate: true },
    gate: { type: String, length: 20, nullable: true }, // which door
    note: { name: 'bemerkung', type: 'text' },
  },
  relations: {
    member: { type: 'many-to-one', target: 'Member', joinColumn: { name: 'member_id' }, nullable: false },
    photos: { type: 'one-to-many', target: () => Photo },
  },
});
