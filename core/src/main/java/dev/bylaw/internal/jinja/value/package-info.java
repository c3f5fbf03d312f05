/** Values of templates with Python's behaviour: printing, operators, methods, and values that cannot be known. */
package dev.bylaw.internal.jinja.value;
