"""Words into values: the grammars of numbers, quantities, dates and periods; contact details masked."""
