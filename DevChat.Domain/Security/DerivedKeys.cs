using System.Security.Cryptography;
using System.Text;

namespace DevChat.Domain.Security;

/// <summary>Keys of other purposes than access tokens, derived (HKDF) from the secrets of those and rotated along with them.</summary>
public static class DerivedKeys
{
    private const int Bytes = 32;

    /// <summary>One for each accepted secret; the first one is that of now.</summary>
    public static IReadOnlyList<byte[]> KeysFor(this JwtOptions options, string purpose) =>
        [
            .. options
                .AcceptedSecrets()
                .Select(secret =>
                    HKDF.DeriveKey(
                        HashAlgorithmName.SHA256,
                        Encoding.UTF8.GetBytes(secret),
                        Bytes,
                        info: Encoding.UTF8.GetBytes(purpose)
                    )
                ),
        ];
}
