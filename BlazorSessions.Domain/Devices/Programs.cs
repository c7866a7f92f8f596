using static BlazorSessions.Domain.Devices.Telling;

namespace BlazorSessions.Domain.Devices;

/// <summary>Programs that fetch without showing. People who use one know it by the name that it gives itself.</summary>
internal static class Programs
{
    /// <summary>The rows.</summary>
    public static readonly Mark[] Table =
    [
        .. from text in (string[])
           [
               "curl/", "libcurl/", "Wget/", "HTTPie/", "aria2/", "PowerShell/", "WindowsPowerShell/",
               "PostmanRuntime/", "insomnia/", "bruno-runtime/", "k6/", "ApacheBench/", "JMeter",
               "python-requests/", "Python-urllib/", "python-httpx/", "aiohttp/", "urllib3/", "Scrapy/",
               "okhttp/", "Apache-HttpClient/", "Java/", "Java-http-client/", "Jersey/", "Dalvik/", "ReactorNetty/", "AHC/",
               "axios/", "node-fetch/", "node-superagent/", "undici", "got", "Deno/", "Bun/", "node",
               "Go-http-client/", "go-resty/", "fasthttp", "reqwest/", "hyper/",
               "libwww-perl/", "GuzzleHttp/", "Guzzle/", "PHP/", "Ruby", "Faraday", "HTTPClient/", "http.rb/", "Typhoeus",
               "RestSharp/", "Dart/", "CFNetwork/", "Alamofire/", "Cronet/",
           ]
           select new Mark(text, Program, text.TrimEnd('/')),
    ];
}
