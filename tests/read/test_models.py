"""Models in every language: what is said in a record is its own, wherever it stands in it."""

from __future__ import annotations

import pytest

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.input import Input

SAID = "minlint: purpose=care"
TEXTS = {
    "a.prisma": """\
model A {
  id Int
  // SAID

  b String
}
model B {
  id Int
}
""",
    "a.ts": """\
import {Entity, Column} from 'typeorm';

@Entity()
class A {
  @Column() id: string;
  // SAID

  @Column() b: string;
}

@Entity()
class B {
  @Column() id: string;
}
""",
    "b.ts": """\
import {pgTable, text} from 'drizzle-orm/pg-core';

const a = pgTable('A', {
  id: text(),
  // SAID

  b: text(),
});
const b = pgTable('B', {
  id: text(),
});
""",
    "a.js": """\
const {Schema} = require('mongoose');

const A = new Schema({
  id: String,
  // SAID

  b: String,
});
const B = new Schema({
  id: String,
});
""",
    "b.js": """\
const {DataTypes} = require('sequelize');

sequelize.define('A', {
  id: DataTypes.UUID,
  // SAID

  b: DataTypes.TEXT,
});
sequelize.define('B', {
  id: DataTypes.UUID,
});
""",
    "a.java": """\
import javax.persistence.*;

@Entity
class A {
  @Id Long id;
  // SAID

  String b;
}

@Entity
class B {
  @Id Long id;
}
""",
    "a.kt": """\
import javax.persistence.*

@Entity
class A(
  @Id val id: Long,
  // SAID

  val b: String,
)

@Entity
class B(
  @Id val id: Long,
)
""",
    "a.cs": """\
using System.ComponentModel.DataAnnotations;

class A
{
  [Key] public int Id { get; set; }
  // SAID

  public string B { get; set; }
}

class B
{
  [Key] public int Id { get; set; }
}
""",
    "a.go": """\
package a

type A struct {
	ID uint `gorm:"primaryKey"`
	// SAID

	B string
}

type B struct {
	ID uint `gorm:"primaryKey"`
}
""",
    "a.rb": """\
ActiveRecord::Schema.define do
  create_table "A" do |t|
    t.uuid "id"
    # SAID

    t.text "b"
  end
  create_table "B" do |t|
    t.uuid "id"
  end
end
""",
    "a.php": """\
<?php
class C extends Migration {
  function up() {
    Schema::create('A', function ($t) {
      $t->id();
      // SAID

      $t->text('b');
    });
    Schema::create('B', function ($t) {
      $t->id();
    });
  }
}
""",
    "a.ex": """\
defmodule A do
  use Ecto.Schema
  schema "a" do
    field :id, :string
    # SAID

    field :b, :string
  end
end

defmodule B do
  schema "b" do
    field :id, :string
  end
end
""",
    "a.exs": """\
defmodule C do
  use Ecto.Migration
  def change do
    create table(:A) do
      add :id, :uuid
      # SAID

      add :b, :text
    end
    create table(:B) do
      add :id, :uuid
    end
  end
end
""",
}


def opened(name: str) -> Source:
    source = read(Input(name, data=TEXTS[name].replace("SAID", SAID).encode()), Options())
    assert source is not None
    return source


@pytest.mark.parametrize("name", TEXTS)
def test_a_purpose_anywhere_in_a_record_is_its_own(name: str) -> None:
    source = opened(name)
    assert source.problems == () and source.markers == ()
    said = {record.name: [marker.text for marker in record.markers] for record in source.records}
    assert said == {"A": ["care"], "B": []}
    assert not any(field.markers for record in source.records for field in record.fields)


@pytest.mark.parametrize("name", TEXTS)
def test_fields_stand_at_their_names(name: str) -> None:
    lines = TEXTS[name].splitlines()
    fields = [field for record in opened(name).records for field in record.fields if field.span]
    assert len(fields) == 3
    for field in fields:
        assert field.span
        words = lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1]
        assert words == field.path and field.span.end_line == field.span.line
