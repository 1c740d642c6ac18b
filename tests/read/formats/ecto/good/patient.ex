# minlint: purpose=care

defmodule Clinic.Patients.Patient do
  @moduledoc "Somebody who is treated."
  use Ecto.Schema
  import Ecto.Changeset

  alias Clinic.Patients.Contact

  @primary_key {:id, :binary_id, autogenerate: true}
  @required ~w(name email)a

  # One row each.
  schema "kranke" do
    field :name, :string
    field :email, :string # minlint: allow X101 until 2030-01-31 because reminders go by mail
    field(:born, :date, source: :geburtsdatum)
    field :height, :decimal # größer 𝄞
    field :sex, Ecto.Enum, values: [:female, :male, :diverse]
    field :standing, Ecto.Enum, values: [open: "o", closed: "c"], default: :open
    field :languages, {:array, :string}
    field :scores, {:map, :integer}
    field :extra, :map, default: %{}
    field :password, :string, virtual: true, redact: true
    field :seen, :utc_datetime_usec

    belongs_to :doctor, Clinic.Staff.Doctor, type: :binary_id
    belongs_to :ward, Clinic.Ward, foreign_key: :station
    has_many :visits, Clinic.Visit, on_delete: :delete_all
    has_one :chart, Clinic.Chart
    many_to_many :courses, Clinic.Course, join_through: "attendances"

    embeds_one :home, Address, primary_key: false, on_replace: :update do
      field :street, :string
      field :city, :string
    end

    embeds_many :contacts, Contact

    timestamps(type: :utc_datetime)
  end

  def changeset(patient, attrs) do
    patient
    |> cast(attrs, [:name, :email, :born, :password])
    |> validate_required(@required)
    |> validate_required([:born, :doctor_id], message: "is needed")
    |> cast_embed(:contacts)
  end
end

defmodule Clinic.Patients.Contact do
  use Ecto.Schema

  embedded_schema do
    field :phone, :string
    field :kind, :string, default: "friend"
  end

  def changeset(contact, attrs), do: contact |> Ecto.Changeset.cast(attrs, [:phone]) |> Ecto.Changeset.validate_required([:phone])
end
