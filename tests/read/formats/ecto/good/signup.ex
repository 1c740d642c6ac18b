defmodule ClinicWeb.Signup do
  use Ecto.Schema

  # minlint: purpose=accounts
  embedded_schema do
    field :email
    field :newsletter, :boolean, default: false
  end
end
