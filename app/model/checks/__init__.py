"""What is wrong, or looks wrong, with what was typed; and whether two records are one."""
