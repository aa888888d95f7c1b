namespace Router.Protocol.Tests.Compression.Vectors;

internal static class TableSmallBlocksVector
{
    public const string Base64 = """
        KLUv/QQAtAYAgkwbEsAXOuaLin+27W4pZUopcTUcFoHf9dv+tN2UF4Vr5Rp5eDx6e/bUgl7nqVgmSlXqp8N31G1LllahVFRwikIsDsmn2XIkPb5CUmysFWkz
        o797neDobZWVhdSI88+ymuMGCMggFAL2EAwCMg4FQ2ioETDx658BMCsRpQMQeIHEvMYBkd2lh9CVTfPMX1dukHgP//rNDFXofTJrJiuoPaoH6bZ2y2l97+65
        zQOhYTVvs8zn3O+9+hkj27pxkXslSV5FlSnmXbE333C7jG/65CXpsHq6CvwFAFMMF9MhGASErCxZSzKZ7LJZxpU2ZPaQ1ZAJcZYYk5i5sIVbcYrBiSFCVNRd
        NaWip9bX0PW1WGIllmIFFY2J7CE60XSWBolGNSFTTM2QZvwRnq1T5HCbV6biXH2kC+cBZbggDD8QeLEvVA6CyXnHKA7CiVl1r3vr+5Wzb/+QeztkyXRf7+Vi
        RD72aP2eTO98bvdKfZxutnA+ztdt1Ta0r/3yRC9P9wzNsCl2kNTVV4GnLDe/92l/xwuam4bfsSUI5AUAc84Xg8BmncxGfF99U/ra+aT/7K/ux+/bd8snLLwp
        j0jeePfGntQr6XFeKR5RdOLqaOrI05HvxNytHbt10pHgyOKIe4ezz83MtRyRGyfcKzZpbaWtno36reqt61bkVt0mky1fuCDK+hB4sa8UDodcy3T+M1+rfM5E
        q2i+ZKyd3KbtjPM6n9wkCW3XmNnkjTn/dz1p5a/0GVrYpX1kWm6ruXRtwR+7qTOdgUBxyrbl/byu2vzjTpvqZ71+AwHMBQDTjRg1jt3YymgKYUvokbA6vFgq
        5CgUEw5FaCHmlViZxNYRu5jFxENsiMkmJmIkalvVplQjT+18rTZbo1krr2apSUWLVhJNdGjlaWTTiKXNpI0mgzZ7zViazaz2mZhns86qnIkOQV68ECjNDwLp
        Wo3ld2/fri7A9cqqBYd1z0qbvrLKaZby7poDjgmYczWaTDd+nf97bRcJSEav35Sj1yeRWuPGe/+mFm2fYq7kOB13i9TTTN90LfkqBfwFAHONFkUPOxTlkDzK
        0BUnXWfppM3Jnj6rPQVPcmdRTmGuZXZk2mPeXG3WHDRpZiumsCjvKotUiqcsv3xdTkuWtFXKVZCzQY6DlCHXQVLNkiQNcmyMo0md0R87L1AdA1+4IEp7AxBw
        oUjgSnVj2uJVnDiukaRkeznIUMe3BJovvWtXG+jO7HYieNXMGmAtRGrmTYKw1yDQf+5V9L0zI6pnODfL3bdXIl/W2B0HY4vKqXGhzsrsuPeLQVlE14PeTT0S
        xAUAU80X76z0V9fruopxnaylkIoi6UjrS21LK5VRek8q0gnBDkHBjyBdcGjBYgWrFKwJbiI4E8W7iqMidYocRXIUzVEcxXrFshQtWkQhDp04bGK1xCFxdESi
        EMdiSDUa3jPsPgFi/KKrmbxqqAxwS5d5PGdQl6f9v+VrUS/bBq7Y+wiYfo+7fRitWrNcxoeZv47YhRTfPrdmKXmuo02lPvZUj8JOPziMO5qzlcDpECojAVtW
        EZzlhicIIJwFANMOGQHxEAwCNR2kqTvT9dOZp1NO7U2LMqWJl6uXRi/nff2K+5J8u5fkFa5ouTVyiePad0e7bt3T5VypuKZoq32p7ab926lbt73ZemsFpX0F
        K1gsseJhqWelZr+WbG3sK+xQrORapxRh/A+zaVYS0PgW/0lI/J1p1ep70TbOKwV7GlUbOBUxEYTb0L9lXHOnGeuuI/U4Hjbq1svRnL0pBl/u0RkLR/U95cbo
        XX/8qSXzAxEE3QQAE8wVQzAIyCzEKzFL4nXIF492xS3F5sQ1EU+FKFeiMxLtRlxYVFpRio4nOhRRYVHtqvpRlTpV8qtTV+tWO1brVTmpCgVVFFWI2g7VPFXQ
        1FqpNVKLo86EWooJT/gQgLEvtAYGcsaI3V0wB3T5qk1pPkbzH02ZS6pKjafNBvLjormKNyTz7DkBJQEfPCLQpoKwwIKu4fzn2/VFGgi4OX9q
        """;
}
