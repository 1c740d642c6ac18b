package models

import "time"

type Stamped struct {
	Editor string `gorm:"size:40"`
}

type Standing string

const (
	Open   Standing = "open"
	Closed Standing = "closed"
)

// minlint: purpose=donations,receipts
type Gift struct {
	ID      uint64  `gorm:"primaryKey"`
	Amount  float64 `gorm:"not null" binding:"required"`
	DonorID uint
	Donor   *Donor
	Given   *time.Time
	Key     string `gorm:"primary_key"`
}

type Branch struct {
	Code string `gorm:"primaryKey;size:8"`
	City string
}
