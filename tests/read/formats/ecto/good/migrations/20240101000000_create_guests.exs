# minlint: purpose=bookings
defmodule Hotel.Repo.Migrations.CreateGuests do
  use Ecto.Migration

  def change do
    # Those who stay.
    create table(:guests, primary_key: false, comment: "kept for two years") do
      add :id, :uuid, primary_key: true
      add :name, :string, null: false, size: 120
      add :passport, :string
      add :born, :date, comment: "day of birth"
      add :income, :decimal, precision: 10, scale: 2, null: false, default: 0
      add :languages, {:array, :text}, default: [] # spoken
      add :company_id, references(:companies, on_delete: :nothing, type: :uuid), null: false
      add :note, :text
      timestamps()
    end

    create table("letters") do
      add :body, :text
    end

    create unique_index(:guests, [:passport])
    create index(:guests, [:company_id])

    create table(:rooms, prefix: "hotel", primary_key: [name: :code, type: :string]) do
      add(:floor, :integer)
    end
  end
end
