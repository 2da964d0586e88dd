package dev.fenceline.event.schema;

import static dev.fenceline.event.Meaning.CONTROLLER;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.RANDOM;

import dev.fenceline.event.Field;

/**
 * Describes the components of {@link dev.fenceline.nvme.InstanceId}, which does not depend on
 * events. They have the same names in the same order.
 */
record InstanceFields(
    @Field(value = CONTROLLER, digits = 4) int cntlid,
    @Field(
            value = IDENTIFIER,
            text = "Controller Instance Uniquifier; 0 if the controller reports none",
            digits = 2)
        int ciu,
    @Field(
            value = RANDOM,
            text = "Controller Instance Random Number; 0 if the controller reports none",
            digits = 16)
        long cirn) {}
