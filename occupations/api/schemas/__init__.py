"""The schemas of answers, for the description of the API. Answers are made elsewhere, by what makes the pages; tests
hold the two against each other. A member with a default may be absent: `fields` can leave out all but a few."""
