using static BlazorSessions.Domain.Devices.Telling;

namespace BlazorSessions.Domain.Devices;

/// <summary>
/// What people read the web with. The first row that is found counts: an app names the browser that it shows pages with, and
/// a browser names the ones that it is built on or wants to be taken for, so the more special stands first.
/// </summary>
internal static class Browsers
{
    public const string AndroidBrowser = "Android Browser";
    public const string AndroidWebView = "Android WebView";
    public const string Chrome = "Chrome";
    public const string InternetExplorer = "Internet Explorer";
    public const string IosWebView = "iOS WebView";
    public const string Safari = "Safari";
    public const string SamsungInternet = "Samsung Internet";
    public const string Silk = "Silk";
    public const string WebKitGtk = "WebKitGTK";

    /// <summary>The rows.</summary>
    public static readonly Mark[] Table =
    [
        // Apps that show pages themselves
        Is("FBAN/MessengerForiOS", "Messenger"), Is("FBAN/MessengerLiteForiOS", "Messenger"),
        Is("FB_IAB/MESSENGER", "Messenger"), Is("FB_IAB/Orca-Android", "Messenger"),
        Is("Instagram", "Instagram"), Is("Barcelona", "Threads"),
        Is("FBAN/", "Facebook"), Is("FB_IAB/", "Facebook"), Is("FB4A", "Facebook"),
        Is("MetaIAB Facebook", "Facebook"), Is("MetaIAB Instagram", "Instagram"), Is("MetaIAB Messenger", "Messenger"),
        Is("MicroMessenger/", "WeChat"), Is("WindowsWechat", "WeChat"), Is("Line/", "LINE"),
        Is("KAKAOTALK", "KakaoTalk"), Is("NAVER", "NAVER"), Is("Zalo", "Zalo"), Is("Weibo", "Weibo"),
        Is("AlipayClient/", "Alipay"), Is("DingTalk/", "DingTalk"), Is("QQ/", "QQ"),
        Is("Snapchat", "Snapchat"), Is("Pinterest", "Pinterest"), Is("LinkedInApp", "LinkedIn"),
        Is("Twitter", "Twitter"), Is("TwitterAndroid", "Twitter"), Is("Reddit/", "Reddit"),
        Is("Discord", "Discord"), Is("Slack", "Slack"), Is("Slack_SSB/", "Slack"), Is("Teams/", "Microsoft Teams"),
        Is("TikTok", "TikTok"), Is("musical_ly", "TikTok"), Is("trill", "TikTok"), Is("BytedanceWebview/", "TikTok"),
        Is("AppName/musical_ly", "TikTok"), Is("AppName/trill", "TikTok"), Is("AppName/ultralite", "TikTok"),
        Is("GSA/", "Google app"), Is("GoogleApp/", "Google app"), Is("BingSapphire/", "Bing"), Is("BingWeb/", "Bing"),
        Is("baiduboxapp/", "Baidu app"),

        // Browsers of their own, and those built on Chromium, Firefox or WebKit
        Is("Edg/", "Edge"), Is("EdgA/", "Edge"), Is("EdgiOS/", "Edge"), Is("Edge/", "Edge"), Is("EdgW/", "Edge"),
        Is("Opera Mini", "Opera Mini"), Is("OPiOS/", "Opera Mini"),
        Is("OPR/", "Opera"), Is("OPX/", "Opera"), Is("OPT/", "Opera"), Is("Opera", "Opera"),
        Is("SamsungBrowser/", SamsungInternet),
        Is("Vivaldi/", "Vivaldi"), Is("Brave", "Brave"),
        Is("DuckDuckGo/", "DuckDuckGo"), Is("Ddg/", "DuckDuckGo"), Is("Ecosia", "Ecosia"),
        Is("YaBrowser/", "Yandex Browser"), Is("YaSearchBrowser/", "Yandex Browser"), Is("YandexSearch/", "Yandex Browser"),
        Is("UCBrowser/", "UC Browser"), Is("UBrowser/", "UC Browser"), Is("UCWEB/", "UC Browser"),
        Is("MiuiBrowser/", "Mi Browser"), Is("XiaoMi/MiuiBrowser", "Mi Browser"), Is("HuaweiBrowser/", "Huawei Browser"), Is("VivoBrowser/", "vivo Browser"),
        Is("HeyTapBrowser/", "HeyTap Browser"), Is("Quark/", "Quark"), Is("MQQBrowser/", "QQ Browser"), Is("QQBrowser/", "QQ Browser"),
        Is("Silk/", Silk), Is("Puffin/", "Puffin"), Is("Whale/", "Whale"), Is("coc_coc_browser/", "Coc Coc"),
        Is("AlohaBrowser/", "Aloha"), Is("Maxthon", "Maxthon"), Is("MxBrowser/", "Maxthon"), Is("OculusBrowser/", "Meta Quest Browser"),
        Is("MetaSr", "Sogou Explorer"), Is("SogouMobileBrowser/", "Sogou Explorer"), Is("Sleipnir/", "Sleipnir"), Is("Iron/", "Iron"),
        Is("Epiphany/", "GNOME Web"), Is("Konqueror/", "Konqueror"), Is("Falkon/", "Falkon"), Is("QupZilla/", "QupZilla"), Is("Midori/", "Midori"),
        Is("SeaMonkey/", "SeaMonkey"), Is("PaleMoon/", "Pale Moon"), Is("Waterfox/", "Waterfox"), Is("Thunderbird/", "Thunderbird"),
        Is("NokiaBrowser/", "Nokia Browser"), Is("Electron/", "Electron"), Is("Lynx/", "Lynx"), Is("w3m/", "w3m"),

        // The ones that the others want to be taken for
        Is("Focus/", "Firefox Focus"), Is("Klar/", "Firefox Focus"), Is("FxiOS/", "Firefox"), Is("Fennec/", "Firefox"), Is("Firefox/", "Firefox"),
        Is("Minefield/", "Firefox"), Is("Shiretoko/", "Firefox"), Is("Namoroka/", "Firefox"),
        Is("IEMobile", InternetExplorer), Is("Trident/", InternetExplorer), Is("MSIE", InternetExplorer),
        Is("Chromium/", "Chromium"), Is("CriOS/", Chrome), Is("HeadlessChrome", Chrome), Is("Chrome/", Chrome), Is("CrMo/", Chrome),
        Is("Safari", Safari),
    ];

    private static Mark Is(string text, string name) => new(text, Browser, name);
}
