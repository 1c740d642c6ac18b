"""Permissions, usage descriptions and declared data types, and the categories that they give access to or name.

Names of what holds nothing of a person (``INTERNET``, ``storage``) are left out: such a field has no label.
"""

from __future__ import annotations


def _by_word(table: dict[str, str]) -> dict[str, str]:
    """The category of each word of a table of categories with their words."""
    return {word: category for category, words in table.items() for word in words.split()}


ANDROID = _by_word(
    {
        "user.location.precise": "ACCESS_FINE_LOCATION",
        "user.location.imprecise": "ACCESS_COARSE_LOCATION",
        "user.location.history": "ACCESS_BACKGROUND_LOCATION",
        "user.location": "ACCESS_MEDIA_LOCATION ACCESS_LOCATION_EXTRA_COMMANDS BLUETOOTH_SCAN NEARBY_WIFI_DEVICES",
        "user.communication.contacts": "READ_CONTACTS WRITE_CONTACTS",
        "user.account": "GET_ACCOUNTS MANAGE_ACCOUNTS AUTHENTICATE_ACCOUNTS GET_ACCOUNTS_PRIVILEGED",
        "user.content.private": """READ_CALENDAR WRITE_CALENDAR READ_EXTERNAL_STORAGE WRITE_EXTERNAL_STORAGE
        MANAGE_EXTERNAL_STORAGE READ_MEDIA_IMAGES READ_MEDIA_VISUAL_USER_SELECTED CAPTURE_VIDEO_OUTPUT""",
        "user.communication.content": """READ_SMS RECEIVE_SMS RECEIVE_MMS RECEIVE_WAP_PUSH SEND_SMS
        BIND_NOTIFICATION_LISTENER_SERVICE ADD_VOICEMAIL READ_VOICEMAIL""",
        "user.communication.metadata": "READ_CALL_LOG WRITE_CALL_LOG PROCESS_OUTGOING_CALLS",
        "user.device.device_id": "READ_PHONE_STATE READ_PRIVILEGED_PHONE_STATE READ_PRECISE_PHONE_STATE",
        "user.contact.phone_number": "READ_PHONE_NUMBERS",
        "user.content.video": "CAMERA READ_MEDIA_VIDEO BACKGROUND_CAMERA",
        "user.content.voice": "RECORD_AUDIO CAPTURE_AUDIO_OUTPUT READ_MEDIA_AUDIO",
        "user.health_and_medical.measurement": """BODY_SENSORS BODY_SENSORS_BACKGROUND READ_HEART_RATE
        READ_BLOOD_PRESSURE READ_BLOOD_GLUCOSE READ_BODY_TEMPERATURE READ_OXYGEN_SATURATION
        READ_RESPIRATORY_RATE READ_BODY_FAT READ_RESTING_HEART_RATE READ_HEART_RATE_VARIABILITY READ_VO2_MAX
        READ_SLEEP READ_HEALTH_DATA_HISTORY READ_HEALTH_DATA_IN_BACKGROUND READ_SKIN_TEMPERATURE""",
        "user.health_and_medical.reproductive": """READ_MENSTRUATION READ_OVULATION_TEST READ_SEXUAL_ACTIVITY
        READ_CERVICAL_MUCUS READ_INTERMENSTRUAL_BLEEDING""",
        "user.physical.height": "READ_HEIGHT",
        "user.physical.weight": "READ_WEIGHT",
        "user.user_sensor": """ACTIVITY_RECOGNITION HIGH_SAMPLING_RATE_SENSORS READ_STEPS READ_DISTANCE
        READ_EXERCISE READ_ACTIVE_CALORIES_BURNED READ_TOTAL_CALORIES_BURNED""",
        "user.name": "READ_PROFILE WRITE_PROFILE",
        "user.behavior.app_usage": "PACKAGE_USAGE_STATS QUERY_ALL_PACKAGES GET_TASKS REAL_GET_TASKS",
        "user.behavior.interaction": "BIND_ACCESSIBILITY_SERVICE",
        "user.behavior.browsing_history": "READ_HISTORY_BOOKMARKS WRITE_HISTORY_BOOKMARKS",
        "user.device.advertising_id": "AD_ID ACCESS_ADSERVICES_AD_ID",
        "user.social": "READ_SOCIAL_STREAM WRITE_SOCIAL_STREAM",
    }
)
"""Android's manifest permissions, of Health Connect and Google Play services, too, by their last word."""

APPLE_USAGE = _by_word(
    {
        "user.location.precise": """NSLocationWhenInUseUsageDescription NSLocationUsageDescription
        NSNearbyInteractionUsageDescription NSLocationTemporaryUsageDescriptionDictionary""",
        "user.location.history": "NSLocationAlwaysUsageDescription NSLocationAlwaysAndWhenInUseUsageDescription",
        "user.communication.contacts": "NSContactsUsageDescription",
        "user.content.private": """NSPhotoLibraryUsageDescription NSCalendarsUsageDescription
        NSRemindersUsageDescription NSCalendarsFullAccessUsageDescription NSRemindersFullAccessUsageDescription
        NSDesktopFolderUsageDescription NSDocumentsFolderUsageDescription NSDownloadsFolderUsageDescription
        NSFileProviderDomainUsageDescription NSRemovableVolumesUsageDescription NSNetworkVolumesUsageDescription""",
        "user.content.video": "NSCameraUsageDescription NSScreenCaptureUsageDescription",
        "user.content.voice": "NSMicrophoneUsageDescription NSSpeechRecognitionUsageDescription NSSiriUsageDescription",
        "user.health_and_medical": """NSHealthShareUsageDescription NSHealthUpdateUsageDescription
        NSHealthClinicalHealthRecordsShareUsageDescription NSHealthRequiredReadAuthorizationTypeIdentifiers""",
        "user.user_sensor": "NSMotionUsageDescription NSSensorKitUsageDescription NSFallDetectionUsageDescription",
        "user.device.advertising_id": "NSUserTrackingUsageDescription",
        "user.behavior.browsing_history": "NSCrossWebsiteTrackingUsageDescription",
        "user.behavior.media_consumption": "NSAppleMusicUsageDescription NSVideoSubscriberAccountUsageDescription",
        "user.behavior.routine": "NSFocusStatusUsageDescription",
        "user.household": "NSHomeKitUsageDescription",
        "user.financial": "NSFinancialDataUsageDescription",
        "user.government_id": "NSIdentityUsageDescription",
        "user.physical": "NSHandsTrackingUsageDescription",
    }
)
"""Keys of an ``Info.plist`` that tell a person why an app asks."""

APPLE_COLLECTED = _by_word(
    {
        "user.name": "Name",
        "user.contact.email": "EmailAddress",
        "user.contact.phone_number": "PhoneNumber",
        "user.contact.address": "PhysicalAddress",
        "user.contact": "OtherUserContactInfo",
        "user.health_and_medical": "Health",
        "user.user_sensor": "Fitness",
        "user.payment": "PaymentInfo",
        "user.financial.credit": "CreditInfo",
        "user.financial": "OtherFinancialInfo",
        "user.location.precise": "PreciseLocation",
        "user.location.imprecise": "CoarseLocation",
        "user.demographic": "SensitiveInfo",
        "user.communication.contacts": "Contacts",
        "user.communication.content": "EmailsOrTextMessages",
        "user.content.private": "PhotosorVideos GameplayContent",
        "user.content.voice": "AudioData",
        "user.content": "OtherUserContent CustomerSupport",
        "user.behavior.browsing_history": "BrowsingHistory",
        "user.behavior.search_history": "SearchHistory",
        "user.unique_id": "UserID",
        "user.device.device_id": "DeviceID",
        "user.behavior.purchase_history": "PurchaseHistory",
        "user.behavior.interaction": "ProductInteraction AdvertisingData",
        "user.behavior": "OtherUsageData",
        "user.telemetry": "CrashData PerformanceData OtherDiagnosticData",
        "user.physical": "Hands Head",
        "user.location": "EnvironmentScanning",
        "user": "OtherDataTypes",
    }
)
"""Types of ``PrivacyInfo.xcprivacy``, without ``NSPrivacyCollectedDataType``."""

PLAY = _by_word(
    {
        "user.name": "PSL_NAME",
        "user.contact.email": "PSL_EMAIL",
        "user.unique_id": "PSL_USER_ACCOUNT",
        "user.contact.address": "PSL_ADDRESS",
        "user.contact.phone_number": "PSL_PHONE",
        "user.demographic.race_ethnicity": "PSL_RACE_ETHNICITY",
        "user.demographic.political_opinion": "PSL_POLITICAL_RELIGIOUS",
        "user.demographic.sexual_orientation": "PSL_SEXUAL_ORIENTATION_GENDER_IDENTITY",
        "user": "PSL_OTHER_PERSONAL",
        "user.payment": "PSL_CREDIT_DEBIT_BANK_ACCOUNT_NUMBER",
        "user.behavior.purchase_history": "PSL_PURCHASE_HISTORY",
        "user.financial.credit": "PSL_CREDIT_SCORE",
        "user.financial": "PSL_OTHER",
        "user.location.imprecise": "PSL_APPROX_LOCATION",
        "user.location.precise": "PSL_PRECISE_LOCATION",
        "user.behavior.browsing_history": "PSL_WEB_BROWSING_HISTORY",
        "user.communication.content": "PSL_EMAILS PSL_OTHER_MESSAGES PSL_SMS_CALL_LOG",
        "user.content.private": "PSL_PHOTOS PSL_FILES_AND_DOCS PSL_CALENDAR",
        "user.content.video": "PSL_VIDEOS",
        "user.content.voice": "PSL_AUDIO PSL_OTHER_AUDIO",
        "user.behavior.media_consumption": "PSL_MUSIC",
        "user.health_and_medical": "PSL_HEALTH",
        "user.user_sensor": "PSL_FITNESS",
        "user.communication.contacts": "PSL_CONTACTS",
        "user.telemetry": "PSL_CRASH_LOGS PSL_PERFORMANCE_DIAGNOSTICS PSL_OTHER_PERFORMANCE",
        "user.behavior.interaction": "PSL_USER_INTERACTION",
        "user.behavior.search_history": "PSL_IN_APP_SEARCH_HISTORY",
        "user.behavior.app_usage": "PSL_APPS_ON_DEVICE PSL_OTHER_APP_ACTIVITY",
        "user.content": "PSL_USER_GENERATED_CONTENT",
        "user.device.device_id": "PSL_DEVICE_ID",
    }
)
"""Data types of Google Play's data safety form, as its export names them."""

BROWSER = _by_word(
    {
        "user.behavior.browsing_history": """history tabs webNavigation webRequest webRequestBlocking topSites
        sessions declarativeNetRequestFeedback <all_urls> *://*/* http://*/* https://*/* file:///*
        browsing-topics interest-cohort""",
        "user.location.precise": "geolocation",
        "user.device.cookie": "cookies storage-access",
        "user.content.private": """bookmarks downloads readingList desktopCapture tabCapture pageCapture clipboardRead
        clipboard-read""",
        "user.contact.email": "identity.email",
        "user.account": "identity identity-credentials-get",
        "user.authorization.one_time_code": "otp-credentials",
        "user.government_id": "digital-credentials-get",
        "user.payment": "payment",
        "user.content.voice": "microphone audioCapture",
        "user.content.video": "camera videoCapture display-capture",
        "user.user_sensor": "accelerometer gyroscope magnetometer ambient-light-sensor xr-spatial-tracking",
        "user.communication.contacts": "contacts",
        "user.behavior.app_usage": "management idle processes",
        "user.behavior.interaction": "debugger idle-detection",
    }
)
"""Permissions of browser extensions, web apps and the Permissions-Policy."""
