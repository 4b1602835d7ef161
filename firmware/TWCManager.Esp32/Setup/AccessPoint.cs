using System;
using System.Net;
using System.Net.NetworkInformation;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Setup;

/// <summary>The network that the device shows so that it can be set up.</summary>
/// <remarks>
/// Traps avoided: the firmware opens an access point only while it starts, so opening and closing is a matter of its stored configuration and a restart;
/// it hands out no addresses, so that is done here. What opened it is taken back as soon as we run: whatever happens, it is open for one run only.
/// Its password is the same on every device and keeps nobody out who can read. What protects is that it is open for a quarter of an hour after power
/// came or the button was held, and the set-up password from the first set-up on; but with a password the phone's words are not readable for everybody.
/// </remarks>
internal sealed class AccessPoint
{
    /// <summary>Why the run ended that closed it.</summary>
    public const string CloseReason = "access point closed";

    private const string OpenReason = "access point for the set-up";
    private const string NamePrefix = "TWCManager-";
    private const string Password = "twcmanager";
    private const string Digits = "0123456789ABCDEF";
    private const byte Channel = 6;
    private const byte Phones = 4;

    private readonly IRestart _restart;
    private readonly ILog _log;
    private bool _isChanging;

    /// <summary>Looks whether this start has opened it, and if so, sees to it that the next one does not.</summary>
    public AccessPoint(IRestart restart, ILog log)
    {
        _restart = restart;
        _log = log;
        try
        {
            NetworkInterface own = Find();
            if (own == null || !IsEnabled(Configuration(own)))
            {
                return;
            }

            Store(own, false);
            Address = own.IPv4Address;
            IsOpen = true;
            new AddressServer(IPAddress.Parse(Address));
            _log.Write(LogLevel.Info, "Set-up: join the network " + NameOf(own) + " with the password " + Password + ", then open http://" + Address + "/.");
        }
        catch (Exception)
        {
            // A firmware without an access point, or a damaged configuration: charging must go on without.
            _log.Write(LogLevel.Error, "Set-up: the access point does not work here.");
        }
    }

    /// <summary>True for the whole run when it is open.</summary>
    public bool IsOpen { get; }

    /// <summary>Our address on it; null when it is not open.</summary>
    public string Address { get; }

    /// <summary>Opens it with the next start, which is asked for.</summary>
    public void Open()
    {
        NetworkInterface own = Find();
        if (own != null && !IsOpen && !_isChanging)
        {
            _isChanging = true;
            Store(own, true);
            _restart.Restart(OpenReason);
        }
    }

    /// <summary>Closes it with the next start, which is asked for.</summary>
    public void Close()
    {
        if (IsOpen && !_isChanging)
        {
            _isChanging = true;
            _restart.Restart(CloseReason);
        }
    }

    private static void Store(NetworkInterface own, bool isOpen)
    {
        WirelessAPConfiguration configuration = Configuration(own);
        configuration.Ssid = NameOf(own);
        configuration.Password = Password;
        configuration.Authentication = System.Net.NetworkInformation.AuthenticationType.WPA2;
        configuration.Encryption = EncryptionType.WPA2;
        configuration.Channel = Channel;
        configuration.MaxConnections = Phones;
        configuration.Options = isOpen ? WirelessAPConfiguration.ConfigurationOptions.AutoStart : WirelessAPConfiguration.ConfigurationOptions.Disable;
        configuration.SaveConfiguration();
    }

    private static bool IsEnabled(WirelessAPConfiguration configuration)
    {
        return (configuration.Options & WirelessAPConfiguration.ConfigurationOptions.Enable) != 0;
    }

    private static WirelessAPConfiguration Configuration(NetworkInterface own)
    {
        return WirelessAPConfiguration.GetAllWirelessAPConfigurations()[(int)own.SpecificConfigId];
    }

    // Its own number behind the name, for who has two.
    private static string NameOf(NetworkInterface own)
    {
        byte[] mac = own.PhysicalAddress;
        string name = NamePrefix;
        for (int i = mac.Length - 2; i < mac.Length; i++)
        {
            name += Digits[mac[i] >> 4].ToString() + Digits[mac[i] & 0xF].ToString();
        }

        return name;
    }

    private static NetworkInterface Find()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.WirelessAP)
            {
                return interfaces[i];
            }
        }

        return null;
    }
}
