$version: "2.0"
namespace example.clinic

structure Patient {
    name String
    born: = 3
    email: String
}

strukture Lost { a: String }

structure Kept {
    @required
    phone: String
