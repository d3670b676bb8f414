+++
owner = "once"
each = "class"
+++
