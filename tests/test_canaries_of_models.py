"""Values planted in models and migrations appear in no output (CONTRACT, part 6)."""

from __future__ import annotations

import json
import pathlib

import pytest

from tests.test_canaries import assert_clean, run

MODELS = {
    "schema.prisma": """/// zqcanary
model Patient {
  email String @default("zqcanary@mail.example") // zqcanary
  religion Faith @default(zqcanary_one)
  home Unsupported("geo")? @default(dbgenerated("'zqcanary'"))
  e mail "zqcanary"
}
enum Faith {
  zqcanary_one @map("zqcanary two")
}
""",
    "patient.entity.ts": """import { Entity, Column } from 'typeorm';
/** zqcanary */
@Entity({ comment: 'zqcanary' })
export class Patient {
  @Column({ default: 'zqcanary@mail.example', comment: 'zqcanary' }) email: string;
  @Column({ type: 'enum', enum: ['zqcanary one', 'zqcanary two'] }) religion: 'zqcanary one' | 'zqcanary two';
  @Column() note: 'zqcanary' | string;
  @Column( phone: 'zqcanary'
}
""",
    "tables.ts": """import { pgTable, pgEnum, text } from 'drizzle-orm/pg-core';
const faith = pgEnum('faith', ['zqcanary one', 'zqcanary two']);
export const patients = pgTable('patients', { email: text().default('zqcanary@mail.example'), religion: faith() });
""",
    "patient.js": """const { DataTypes } = require('sequelize');
sequelize.define('Patient', {
  email: { type: DataTypes.STRING, defaultValue: 'zqcanary@mail.example', comment: 'zqcanary' },
  religion: DataTypes.ENUM('zqcanary one', 'zqcanary two'),
});
""",
    "doc.js": """const { Schema } = require('mongoose');
const patient = new Schema({
  email: { type: String, default: 'zqcanary@mail.example', match: /zqcanary/ },
  religion: { type: String, enum: ['zqcanary one', 'zqcanary two'] },
});
""",
    "100_create.rb": """class Create < ActiveRecord::Migration[7.0]
  def change
    create_table :patients, comment: "zqcanary" do |t|
      t.string :email, default: "zqcanary@mail.example", comment: "zqcanary"
      t.enum :religion, values: ["zqcanary one"] # zqcanary
    end
  end
end
""",
    "Patient.java": """import javax.persistence.*;
/** zqcanary */
@Entity class Patient {
  @Id Long id;
  @Column(columnDefinition = "text default 'zqcanary'") String email = "zqcanary@mail.example";
  Faith religion = Faith.ZQCANARY;
}
enum Faith { ZQCANARY }
""",
    "Patient.cs": """using System.ComponentModel.DataAnnotations;
/// <summary>zqcanary</summary>
public class Patient
{
    [Key] public int Id { get; set; }
    [Display(Name = "zqcanary"), RegularExpression("zqcanary")]
    public string Email { get; set; } = "zqcanary@mail.example";
    public Faith Religion { get; set; }
}
public enum Faith { ZQCANARY }
""",
    "patient.go": """package models
// zqcanary
type Patient struct {
	ID       uint   `gorm:"primaryKey"`
	Email    string `gorm:"default:zqcanary@mail.example;comment:zqcanary"`
	Religion string `gorm:"type:enum('zqcanary one','zqcanary two')"`
	Phone    string `gorm:"type:varchar(20) DEFAULT 'zqcanary'"`
}
""",
    "2024_01_01_000000_create.php": """<?php
return new class extends Migration {
    public function up() {
        Schema::create('patients', function ($table) {
            $table->string('email')->default('zqcanary@mail.example')->comment('zqcanary');
            $table->enum('religion', ['zqcanary one', 'zqcanary two']);
        });
    }
};
""",
    "patient.ex": """defmodule Patient do
  use Ecto.Schema
  schema "patients" do
    field :email, :string, default: "zqcanary@mail.example" # zqcanary
    field :religion, Ecto.Enum, values: [:zqcanary_one, :zqcanary_two]
  end
end
""",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder with a canary in every place where a model may hold a value."""
    folder = tmp_path_factory.mktemp("models")
    for name, text in MODELS.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--persona", "audit", "--format", "json"],
        ["check", "--persona", "audit", "-v"],
        ["inventory", "-v"],
        ["init", "-o", "-"],
    ],
    ids=" ".join,
)
def test_no_output_shows_a_value(planted: pathlib.Path, arguments: list[str]) -> None:
    assert_clean(run(planted, *arguments))


def test_the_canaries_were_really_read(planted: pathlib.Path) -> None:
    said = run(planted, "inventory", "--format", "json", "-q")
    assert_clean(said)
    found = {(field["source"], field["field"].lower()) for field in json.loads(said)["fields"] if field["categories"]}
    assert {(name, "email") for name in MODELS} <= found
    assert {(name, "religion") for name in MODELS} <= found
