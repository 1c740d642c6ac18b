# This file is made by the migrations.
# minlint: purpose=membership

ActiveRecord::Schema[7.1].define(version: 2024_05_01_120000) do
  enable_extension "plpgsql"
  create_enum "standing", ["open", "closed"]

  # Those who belong to the club.
  create_table "members", id: :uuid, default: -> { "gen_random_uuid()" }, comment: "kept for ten years", force: :cascade do |t|
    t.string "email", limit: 320, null: false # minlint: allow X101 until 2030-01-31 because asked for
    t.string "first_name", "last_name", null: false
    t.date "born_on", null: false
    t.decimal "income", precision: 10, scale: 2
    t.float :height, comment: "größer 𝄞"
    t.enum "standing", default: "open", null: false, enum_type: "standing"
    t.text "languages", array: true, default: [], null: false
    t.inet "last_ip"
    t.jsonb :settings
    t.integer "year", null: false, index: { unique: true }
    t.datetime "seen_at", precision: 3
    t.bigint "club_id", null: false
    t.uuid "referrer_id"
    t.virtual "full_name", type: :string, as: "first_name || last_name", stored: true
    t.column "photo", :binary
    t.timestamps
    t.index ["email"], name: "by_email", unique: true
    t.index ["born_on", "club_id"], unique: true
  end

  # minlint: purpose=membership,billing
  create_table "payments", primary_key: "number", id: { type: :string, limit: 12 }, force: :cascade do |t|
    t.references :member, type: :uuid, foreign_key: true, null: false
    t.belongs_to :payer, polymorphic: true
    t.references :approved_by, foreign_key: { to_table: :members }
    t.check_constraint "amount > 0", name: "positive"
    t.money "amount", null: false # in cents
  end

  create_table "places", primary_key: ["club", "number"], force: :cascade do |t|
    t.string "club", null: false
    t.integer "number", null: false
  end

  create_join_table :members, :courses do |t|
    t.index [:member_id]
  end

  add_foreign_key "members", "clubs"
  add_foreign_key "members", "members", column: "referrer_id", primary_key: "id"
end
