namespace Router.Protocol.Tests.Compression.Vectors;

internal static class NoiseVector
{
    public const string Base64 = """
        KLUv/WS8AeEVAAP7Q8o0o19VuflTMmjlxum7O0dY5T77Up2bi7PN5g2Wn4dpmDkPNIt/dbyG7LFtOeXa7boBNTIJzwLg/bsGWfXjQxPhP/ukymMe3Zyy1jvr
        5BdF8b0L3Oi1/6ObHlBJmW/Rxt+xZ/VQyhIJFLHlsQx0Dlrl6KGojUY33Wvj1aFj3yhmMPrYJCYn47hdormkJxz9C34K8ZYMp6D/TL+V4O0CSrwwkJ25mNNy
        rDSz4qrWpznNSKuVDKFBm0bZIibzVp9+fOCBnhweckeYpLKIFNQkqfSRItBq4GSPo6+i4WuZqgrLR36da9bJbESKt9lgjl3Bdg7gGiBpZf8eK+aDM1cGa0BO
        bwfNax7EMZRV8zIy3PUv+EEkQxMzI7uqF2DCMcANbiV2OUqPF+PAwUVGxENhuKit1mihpX8C31DLBdSQzYjmJYRGHOcTatNllIbfp+XzW9YyKlf+Tg03QXBj
        m/tGU7srY0iIfQje+ahODU46Ef14AzgH588gNBlmO3h56CYDioJDITGx4gIMhq7I1N9BFCnN6PvJxYSCbbKZei4LhwD+O8bJ7axfsFpTyZ2fD/xZWner64Y9
        PTUR2RF8lShev9UUjxUZS2suSLm6WEDu80X6EiGuR3fZVrubv5rSZLh8YtdQAHGa/hB4O1MQHdeApMYZbZfuQdHVYn81oQsWeHOWOlF1Yrp6h282RhFqcZ4N
        hZYFeqovJh4hFu84nBeUlYZDhZfiWoZBuGDRSJg9a97Vwvs7C0Z7NZy9PYrMl9HIaSYRisGlab2JyvMnUaklsm0lytKXM7ZO59uybQNnAJompl2/grLvK+pk
        DhTnoqBZ4jan1+P0HOXmpQ8Me9G9flL4nbWsd727WfkcSk2hTFTrgEyIIBLtWjlesRF846mBtyXiTqQ5M4DvsVpKiUCtzShAQ1c4TX8GmxedceaO
        """;
}
