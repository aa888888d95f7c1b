using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Router.Api.Journal;

/// <summary>Flushes a folder, so that names that were created, renamed or deleted in it survive a power loss. The runtime has no call for it; Windows needs none.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;
    private const int PermissionDenied = 13;

    /// <exception cref="IOException">The folder can't be flushed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be opened.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            string message = $"{folder}: {Marshal.GetPInvokeErrorMessage(error)}";
            throw error == PermissionDenied ? new UnauthorizedAccessException(message) : new IOException(message, error);
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
