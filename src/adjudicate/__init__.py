"""The console program `adjudicate`: files in, JSON out. All reading and writing stands here.

The methods stand in `adjudication`, which knows no files. Every command is a module of this
package with `add_arguments`, `run` and `tables`; `program` names them.
"""
