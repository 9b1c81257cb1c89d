namespace DevChat.Tests.Avatars;

/// <summary>The addresses that accounts may hold. Lines are added here, and none is ever changed or taken out.</summary>
internal static class PublishedAvatars
{
    public static readonly string[] Urls =
    [
        "/api/avatars/1/930d67b2f2ff1919.svg",
        "/api/avatars/2/9472d0ef3a12d253.svg",
        "/api/avatars/3/cf1fdf12796cb8ee.svg",
        "/api/avatars/4/0aeefd3546fb8c87.svg",
        "/api/avatars/5/238a3e2338d8e9da.svg",
        "/api/avatars/6/3b8ce22a1503c767.svg",
        "/api/avatars/7/23b78942bf3e30c9.svg",
        "/api/avatars/8/3654f6f13ba852fb.svg",
        "/api/avatars/9/cd38b336000e672c.svg",
        "/api/avatars/10/d2e75d3b7a759f28.svg",
        "/api/avatars/11/aae3d9cd6505e30d.svg",
        "/api/avatars/12/12fc4dcf8d6791d9.svg",
        "/api/avatars/13/8f38c5f0c83fe659.svg",
        "/api/avatars/14/db5cc9f7c86feae5.svg",
        "/api/avatars/15/a10825032ecf58ca.svg",
        "/api/avatars/16/a9d6e46ae22b676c.svg",
        "/api/avatars/17/b3cc48b25fae536e.svg",
        "/api/avatars/18/dd2c06269c0e92d2.svg",
        "/api/avatars/19/f1c33d83c24e54f8.svg",
        "/api/avatars/20/d64124ca1b8c29ab.svg",
        "/api/avatars/21/0eea0000646268e4.svg",
        "/api/avatars/22/7fad2f259d38ed76.svg",
        "/api/avatars/23/b154cfb187fbc5c1.svg",
        "/api/avatars/24/05e60a7a47233916.svg",
        "/api/avatars/25/264a28d2de31e4f1.svg",
        "/api/avatars/26/b7dbec7b83a1c985.svg",
        "/api/avatars/27/29d2a343464b091c.svg",
        "/api/avatars/28/f3cdbc90229a4702.svg",
        "/api/avatars/29/833c455d58ee04b5.svg",
        "/api/avatars/30/ce70895c8953da9b.svg",
        "/api/avatars/31/2add44798ed6b788.svg",
        "/api/avatars/32/f1a2ca6655146168.svg",
    ];
}
