using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using FakeUpstream;

namespace Chaos;

/// <summary>A certificate for this machine's loopback that this process trusts, for HTTP/2; nothing outside the process learns of it.</summary>
public static partial class TrustedCertificate
{
    private static readonly Lazy<X509Certificate2?> Made = new(Make);

    /// <summary>The certificate; null where a process can't be told whom to trust by an environment variable.</summary>
    public static X509Certificate2? Find() => Made.Value;

    private static X509Certificate2? Make()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        X509Certificate2 certificate = TestCertificate.SelfSigned();
        string file = Path.Combine(Directory.CreateTempSubdirectory("router-chaos-ca-").FullName, "ca.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        // The runtime's own Environment is a copy; OpenSSL's binding asks the process itself.
        return SetVariable("SSL_CERT_FILE", file, overwrite: 1) == 0 ? certificate : null;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
