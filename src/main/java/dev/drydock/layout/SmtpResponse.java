package dev.drydock.layout;

/**
 * What a mail server answered.
 *
 * @param code the three-digit SMTP code, unsigned 16 bits
 * @param enhancedClass the three numbers of the enhanced status code, such as 4.7.1, 0 to 255 each
 */
public record SmtpResponse(int code, int enhancedClass, int enhancedSubject, int enhancedDetail, String message) {}
