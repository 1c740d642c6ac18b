// Accounts of a shop.

// minlint: purpose=shopping
struct Account { 1: required string email = "a@example.org"; 2: bool newsletter = 0 } // minlint: allow X103 until 2030-01-31 because of the shop's rules
