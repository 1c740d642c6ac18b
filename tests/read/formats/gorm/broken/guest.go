package models

type Guest struct {
	ID    uint   `gorm:"primaryKey"`
	Name  string `gorm:"not null"`
	E mail string : `gorm:"size:320"`
	Phone string
}
