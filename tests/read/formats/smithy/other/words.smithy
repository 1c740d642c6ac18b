Smithy: a list of blacksmiths' tools, in no language that a tool reads.
