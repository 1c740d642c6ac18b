// minlint: purpose=donations

// Package models holds what is kept.
package models

import (
	"database/sql"
	"time"

	"github.com/lib/pq"
	"gorm.io/gorm"
)

// Donor is somebody who gives.
type Donor struct {
	gorm.Model
	Stamped
	First, Last string            `gorm:"size:80;not null" json:"name"` // as on the card
	Email       *string           `gorm:"uniqueIndex;size:320" validate:"required,email"` // minlint: allow X101 until 2030-01-31 because receipts go there
	Born        time.Time         `gorm:"column:geburtsdatum;type:date"`
	Seen        time.Time         `gorm:"autoUpdateTime"`
	Income      float64           `gorm:"precision:10;scale:2"`
	Kind        Kind              `gorm:"type:enum('private','firm');default:'private';not null"`
	Standing    Standing          `gorm:"not null"`
	Tags        pq.StringArray    `gorm:"type:text[]"`
	Languages   []string          `gorm:"serializer:json"`
	Scores      map[string]int    `gorm:"serializer:json"`
	Photo       []byte
	Phone       sql.NullString
	// größer 𝄞
	Home    Address `gorm:"embedded;embeddedPrefix:home_"`
	Extra   struct {
		Note string `gorm:"comment:said at the desk"`
	} `gorm:"embedded"`
	Branch   Branch `gorm:"foreignKey:BranchID"`
	BranchID uint   `gorm:"not null"`
	Gifts    []Gift
	Number   int `gorm:"unique"`
	Shown    string `gorm:"->"`
	Scratch  string `gorm:"-"`
	hidden   string
	UpdatedAt time.Time `gorm:"type:date"` // in place of the one of gorm.Model
}

// TableName names the table.
func (Donor) TableName() string { return "spender" }

type (
	// Kind of donor.
	Kind string

	// Address is where somebody lives.
	Address struct {
		Street string `gorm:"not null"`
		City   string
	}
)

const (
	Private Kind = "private"
	Firm    Kind = "firm"
)

// Form is what a client sends; it isn't kept.
type Form struct {
	Name string `json:"name"`
}
