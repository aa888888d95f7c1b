namespace Router.Api.Journal;

/// <summary>The error of a file that another process has locked.</summary>
internal static class SharingViolation
{
    // The number of the operating system: EWOULDBLOCK, or ERROR_SHARING_VIOLATION.
    private const int Linux = 11;
    private const int Mac = 35;
    private const int Windows = unchecked((int)0x80070020);

    public static bool Is(IOException exception) => exception.HResult is Linux or Mac or Windows;
}
