package io.taskwire.core.notice;

/** Why a message of our side did not arrive: Wazzup's code and its own words. */
public record DeliveryError(String code, String description) {}
