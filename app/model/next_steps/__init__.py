"""What follows a company and its people: an appointment, memberships, a consent, the support person."""
