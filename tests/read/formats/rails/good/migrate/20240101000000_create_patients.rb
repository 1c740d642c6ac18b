# frozen_string_literal: true

# minlint: purpose=care
class CreatePatients < ActiveRecord::Migration[7.0]
  def change
    create_table :patients do |t|
      t.string :name, null: false
      t.string :ssn
      t.string :phone
      t.date :dob
      t.text :notes # said at the desk
      t.references :doctor, null: false, foreign_key: { to_table: :users }
      t.timestamps null: false
    end

    create_table(:letters) { |t| t.text :body }
    create_table :wards do |t|
      t.string :title
    end
  end
end
