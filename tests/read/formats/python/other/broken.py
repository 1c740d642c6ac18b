import dataclasses
print "a
