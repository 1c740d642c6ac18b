defmodule ClinicWeb.Signup do
  use Ecto.Schema

  # minlint: purpose=accounts
  embedded_schema do
    field :email
    field :newsletter, :boolean, default: false
  end
end

defmodule ClinicWeb.Visit do
  use Ecto.Schema

  @foreign_key_type :binary_id
  @timestamps_opts [type: :utc_datetime, inserted_at: :created_at]

  schema "visits" do
    field :reason, :string
    belongs_to :patient, Clinic.Patients.Patient

    timestamps()
  end
end
