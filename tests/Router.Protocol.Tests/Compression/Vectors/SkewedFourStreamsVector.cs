namespace Router.Protocol.Tests.Compression.Vectors;

internal static class SkewedFourStreamsVector
{
    public const string Base64 = """
        KLUv/WTECIVAAEqcLCAxEMtu/////////18yDYOfgBfiI+ATsER2wAaPfPLJJ/va668HAAAAAAAAAAAAAACcB/UB+QHzAdokTTUYpmxDqqyCNXUbB1xNSE0W
        wLYmlMpvJsoMUiTrNaIyN4ET0kKEzfuoQRGDKbBohArAKOXm2CtBGNzZtQRfX3YKT4EdlqtOzJRt9+y3aisErWjr9me3AwlwirGaeQazAD0dZ5o05414rWTP
        ZOMzgmUoV2QAOwDAp4FbwqpQqTUnBegCvA33QvQk7R9fl9y36Co6+EIu+OPINkGFMOnkYrWNoJjmjsAI1mC9QK6oh7r7bP37syc1CQfiAySG3CxnP9SxGK1x
        xh5YiWvQ6rBbVaCGTd4yNmgQyN/adpRI4lhTjzF1n8tH0yhLeQXb/ro0WGD81j/YFgiULQWsafStnhsoBbF3yWcXMVi7XaDVBlTTrNGb9pnAsoGaxf40PqQv
        meoHmeDBr4Yf6OmXpYbOGf4qB3LZxNuzxCtme/KEyHmUpwAywO3a9xmJLTSneqxWvmJXeapH8PNHBKtCsYjphj+Kvkrp4MC2X9vDuT/keCXq+hNZ7OSUkxp5
        sECHVVs6mgCU9bhYax86WUCaLLbn6fAQ2MXKxvv3q5Kx8FxLePQhWuOkNc/dlnE1DR32lTxC6lF4kCNV5d8/8eouTLP5Q/BGTRlIqWBrv+tDwdhBYk4wKjzr
        qLUcEfBWVvWr9eo4kcrGtKR2xrk9qamhFNyMDjLHAiDNYsjOTM2YVn2b3k7PpEQJMQHt6HmEnXrbu9dYEHEVdckJAwZnbgo09Gk8wqmGulDhxs8iZayj37u8
        6dgrgbgalhrWLRd0kvNJlchjSIfHySpBj8H7zr4WsWlOx7zuem0NknXfE6NP+yhcxoDuV5nj8raF8rUEumgcw3YYR6LGCbT1YMA5eJ6O4rlJUNl/zMPkTnVA
        1vvB6VKK9I2QATrCZuc7dcsFhKydW5cINM0wkIICl6fRJol8QHiE/dgjotdDUB9aqq8iWRZEk1Aje2RnCCq61sh2U3rpnQTUY7G4mp9PhiP16EeA60hSEXp3
        VO5EnR5MDTmaal49P3KkhUI87HhYMzpH0JQpzOK+f9kDjT/xtL7GQjq3FNxcwsk2ptnRmXeRwVJtBcKPI0rrR8K1oSXJaHoBVsHmE3BjhJDn8wA6UYryXU44
        qokMCRhk29ZGx2EueLM66vQbksUyqghb20G+69XgB7d+BKijaYU8h+gjIxrlEpsaMeQK2ClWmuhk8khZS6bkRCt+Brm9nlOAFCNZHrrBGseGQymMxgq53RQs
        FS8iZLWpeuZdy3sKWFHWVe6lu4tI98vqIz86gEB5Cky8FQuV7gF5TSq3hwGGS3n8pfd5dzpY5D0vCN5ZD9bwEUp2kxm1CXdTIJSIRg8IO/Pp6c3C9QOauEK4
        8DFA0ptE8uIcBszmXdFXNOhGDmrHll9NrEYOOE2GxHm2lRBLF51T20prNNaOgut8mqaE4LGaAKrmNciwky2M/PJzuK7LydkM5EO9vi4dbg5F20P/m8cqJE8W
        9PkU30mgSIcAiKdfO2DKClWBrcucxWamS9wfVKqsL0R+1BS2ct7AmSh5lhAl3PNnCREL6Vh9Ma/9XDlfv1MISJ5uAbLtwIHaDj0kiAUVuwxqqR3CHkN1ofd1
        rNXN3XSAFu4VgDnUTQeppWgH06ysKXMgv7OJbIxN5soJUv/1oj+QysWBetWQauPaEAhi8oXGJYkSdeQdmCDESsvTIeRoaQ04/IgP1dy+Uta8mSKqsYjPVDtH
        uZwrSAc+kb3mwdc1K6pXSvsCsJkEiMETAmAhTpbiQJes1HglBEZQuYmvxWfbi2w7JyuF2QiqW8ZhNKY5rQrsTuD+6jpBjRenHrF33OaZa79qgT3aZTdwnY8q
        yzF+mLVmJZlEl7Q3lpOUiA7SZZ7aa4YiMCGtJ286Kdeqe2eJmvhihSOWD8FDYVfd0keSSHJhLklc/vYsi1lhupg16GjPM1NK5RzPlNWaCis+QE9buf9Db3Ua
        qo1LzVXqOHoEFncDhaIW/R3O7YTYOMJ+ej7QKGn0YTwSC5TLFDbqZyS6GIYKstZuEK3SkPhd3IhgGcbaHgx/+s3V1hGfiJjIt2nSlobok//loKZubyhzWgaX
        JinrOF3nUF81yFVaTTI6cCSg8Ekbq/ENYhpZwapUe768LmA4OxJNomMxSpZxPSYV0cRru/J5umkoIZ0Y6RoUNAQyHSA++W0Wrymn1NhDGhUj4NPDW5HLURuj
        1RaAWbUkfdvU96Un9ll/klog/sUvbZdeGCB0/By3ckam07WusXE3WF1tjxyPTATnjppPyZ5EUMhTmOEcm/fjV2qZpf43TcmQRtAv4IdZ8snP6LG5IhWZXLzW
        UC3tQ0cbA0s4JeSKuE6fyZVvXPosU8zP9TkIS2wMf51G6t5StsZd1nviOIX8woLZAbG4WebbNxEI6OMaSNz5DBXy37yQLMqDgY+MlkIFyqAcjEt6moEMCeN8
        SCv3/58in01DrqG7+ccWCqRH9mdvCOLjnGipSHi+m3d9ISfv5E/SfhQsHgTnMinKe/T/Cn5WKoWXkmvnyr6tAB4eqcufgeN7ewyu9xxJAuY1AXW8ZUPTdREu
        CdmWxz6Yj69kJytFmVOa6ul8I6qHmfYP40BaPET9ptlbaseNvytVGoHFgjedKkQ2B1+GabNV3TbuiSOhRFMom3PLaTtqueaGdtZ3DgeqO7QuHmYRpJLyGThT
        LQ8CADlRw5U=
        """;
}
