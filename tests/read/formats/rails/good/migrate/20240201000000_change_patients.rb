class ChangePatients < ActiveRecord::Migration[7.0]
  def up
    remove_column :patients, :ssn, :string
    rename_column :patients, :dob, :birth_date
    # minlint: allow X101 until 2030-01-31 because care needs it
    add_column :patients, :blood_type, :string, limit: 3, null: false, default: "?"
    add_column :patients, :religion, :string
    add_reference :patients, :ward, foreign_key: true
    add_index :patients, :phone, unique: true
    change_column_null :patients, :birth_date, false
    change_column :patients, :notes, :jsonb, null: false
    drop_table :letters
    rename_table :wards, :stations
    change_table :stations, bulk: true do |t|
      t.integer :floor
      t.rename :title, :label
    end
    reversible do |dir|
      dir.up { add_column :stations, :head, :string }
      dir.down { add_column :stations, :never, :string }
    end
  end

  def down
    add_column :patients, :ssn, :string
  end
end
