defmodule Hotel.Repo.Migrations.ChangeGuests do
  use Ecto.Migration

  def up do
    alter table(:guests) do
      remove :note
      modify :born, :utc_datetime, null: false
      # minlint: allow X101 until 2030-01-31 because the law asks
      add :nationality, :string
      add_if_not_exists :vip, :boolean, default: false, null: false
    end

    rename table(:guests), :passport, to: :document_number
    rename table(:rooms, prefix: "hotel"), to: table(:chambers, prefix: "hotel")
    drop_if_exists table(:letters)
  end

  def down do
    alter table(:guests) do
      add :note, :text
    end
  end
end
