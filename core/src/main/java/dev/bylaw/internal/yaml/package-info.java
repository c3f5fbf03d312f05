/** YAML 1.1 as PyYAML's safe loader reads it, with positions and within limits. */
package dev.bylaw.internal.yaml;
