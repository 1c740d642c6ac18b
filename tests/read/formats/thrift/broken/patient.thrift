struct Patient {
  1: required string id
  2: string = 4
  3: i32 born
  4: map<string> notes
  5: string town
}

strct Lost { 1: string a }

struct Kept { 1: string email
