/** Rules: what they are called, what they look at, what can be set, and where they come from. */
package dev.bylaw.rule;
