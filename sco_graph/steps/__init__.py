"""What makes an answer of selected rows where no query language can, a module for each question.

Each module has `answer(rows, bound)`: the rows that both query languages select, in their order,
and the values of the question's parameters; it gives rows with the columns of the answer.
"""
