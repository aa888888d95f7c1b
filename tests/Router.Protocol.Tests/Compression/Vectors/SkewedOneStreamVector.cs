namespace Router.Protocol.Tests.Compression.Vectors;

internal static class SkewedOneStreamVector
{
    public const string Base64 = """
        KLUv/SDIXQMAAswXDcAlB43sXRER/v//2QM/r+7zFkJQLCTlPbWBYN8Y0kNL84xfpsHRzynsUsFPJTYqgLWgJlHC6wAQDDVWrtGcRLoo9qliaiMyojvAjqGf
        jOw2xNdCM9Tw4WEfZfWqJnMCAL1CvKuBggI=
        """;
}
