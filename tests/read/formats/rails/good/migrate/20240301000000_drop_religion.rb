class DropReligion < ActiveRecord::Migration[7.0]
  def change
    remove_columns :patients, :religion, :phone, type: :string
    add_column :visits, :reason, :string
    add_timestamps :visits
  end
end
