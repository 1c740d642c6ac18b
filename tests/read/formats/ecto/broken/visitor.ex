defmodule Hotel.Visitor do
  use Ecto.Schema

  schema "visitors" do
    field :name, :string
    field :e mail, :string)
    field :phone, :string
  end
end
