Thrift: a shop's list of second-hand clothes, in no language that a tool reads.
struct: a word
