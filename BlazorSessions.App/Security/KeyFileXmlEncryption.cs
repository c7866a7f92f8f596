using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace BlazorSessions.App.Security;

/// <summary>Wraps each Data Protection key with AES-256-GCM under a key of <see cref="KeyFile"/> before it goes into the database.</summary>
public sealed class KeyFileXmlEncryptor(KeyFile file) : IXmlEncryptor
{
    internal const string Purpose = "data-protection-keys";
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    private const string Element = "wrapped";

    /// <summary>What this has wrapped of a key that was stored.</summary>
    public static IEnumerable<XElement> WrappedIn(XElement storedKey) => storedKey.Descendants(Element);

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString());
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(file.DeriveKey(Purpose), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return new(new XElement(Element, Convert.ToBase64String(sealedBytes)), typeof(KeyFileXmlDecryptor));
    }
}

/// <summary>Undoes <see cref="KeyFileXmlEncryptor"/>. Data Protection makes it by its name, which is stored with each key: rename neither.</summary>
public sealed class KeyFileXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">The key file is not the one that wrapped it.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        const int Head = KeyFileXmlEncryptor.NonceBytes + KeyFileXmlEncryptor.TagBytes;
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedBytes.Length - Head];
        var keys = services.GetRequiredService<KeyFile>().DeriveKeys(KeyFileXmlEncryptor.Purpose);
        if (!keys.Any(key => TryDecrypt(key.Bytes, sealedBytes, plain)))
        {
            throw new CryptographicException("It was wrapped with another key file.");
        }

        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static bool TryDecrypt(byte[] key, ReadOnlySpan<byte> sealedBytes, Span<byte> plain)
    {
        const int Nonce = KeyFileXmlEncryptor.NonceBytes;
        const int Tag = KeyFileXmlEncryptor.TagBytes;
        using var aes = new AesGcm(key, Tag);
        try
        {
            aes.Decrypt(sealedBytes[..Nonce], sealedBytes[(Nonce + Tag)..], sealedBytes.Slice(Nonce, Tag), plain);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
