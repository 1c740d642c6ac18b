package main

import "gorm.io/gorm"

// Open gives a connection; a gorm.Config says how.
func Open(dialector gorm.Dialector) (*gorm.DB, error) {
	return gorm.Open(dialector, &gorm.Config{})
}
