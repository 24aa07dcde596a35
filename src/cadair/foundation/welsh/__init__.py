"""What Welsh needs and no library gives: order, counting, dates, lists, mutations, addresses."""
